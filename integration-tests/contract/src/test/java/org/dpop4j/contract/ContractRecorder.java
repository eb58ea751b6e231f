package org.dpop4j.contract;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterInfo;
import org.opentest4j.TestAbortedException;

/**
 * Writes down what the tests of the contract are answered, one {@link Recording} for each class that runs them, to
 * {@code target/contract}. Servers without a name, and the tests that a server module adds, are left out.
 *
 * <p>Classes may run at the same time, each in a thread of its own. The requests of a test may come from many threads, which
 * it has started.
 */
final class ContractRecorder implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private static final Path DIRECTORY = Path.of("target", "contract");

    /** Of this thread or of the one that has started it; between tests and in other tests one that nobody reads. */
    private static final InheritableThreadLocal<RunningCase> RUNNING = new InheritableThreadLocal<>() {
        @Override
        protected RunningCase initialValue() {
            return new RunningCase();
        }
    };

    /** To be called with every answer, by the thread that got it. */
    static void answered(Answer answer) {
        RUNNING.get().answered(answer.inShort());
    }

    /** To be called where a test lets a server answer in its own way. */
    static void because(Difference difference) {
        RUNNING.get().because(difference);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        store(context).put(ClassRecording.class, new ClassRecording());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        RUNNING.set(new RunningCase());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        RunningCase running = RUNNING.get();
        if (isOfTheContract(method)) {
            context.getExecutionException()
                    .map(e -> e instanceof TestAbortedException ? Recording.Outcome.NOT_RUN : Recording.Outcome.FAILED)
                    .ifPresent(running::answered);
            ServerUnderTest server = ((ContractTest) context.getRequiredTestInstance()).server();
            Recording.Case key = new Recording.Case(
                    method.getDeclaringClass().getSimpleName(), method.getName(), arguments(context, method));
            store(context).get(ClassRecording.class, ClassRecording.class).add(server, key, running.outcome());
        }
        RUNNING.remove();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        store(context).remove(ClassRecording.class, ClassRecording.class).write();
    }

    private static boolean isOfTheContract(Method method) {
        Class<?> topic = method.getDeclaringClass();
        return topic.isInterface() && topic.getPackage().equals(ContractTest.class.getPackage());
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(ExtensionContext.Namespace.create(ContractRecorder.class));
    }

    private static String arguments(ExtensionContext context, Method method) {
        Parameter[] parameters = method.getParameters();
        if (parameters.length == 0) {
            return "";
        }
        Object[] arguments = ParameterInfo.get(context).getArguments().toArray();
        if (parameters.length == 1) {
            return printable(arguments[0]);
        }
        List<String> named = new ArrayList<>();
        for (int i = 0; i < parameters.length; i++) {
            named.add(parameters[i].getName() + "=" + printable(arguments[i]));
        }
        return String.join(" ", named);
    }

    /** One word or a quoted text, without anything that is not printable ASCII. */
    private static String printable(Object argument) {
        String text = String.valueOf(argument);
        StringBuilder printable = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c >= 0x20 && c < 0x7F) {
                printable.append(c);
            } else {
                printable.append(String.format("\\u%04x", (int) c));
            }
        }
        return text.isEmpty() || text.indexOf(' ') >= 0 ? "\"" + printable + "\"" : printable.toString();
    }

    /** What a class has recorded so far. */
    private static final class ClassRecording {
        private final Map<Recording.Case, Recording.Outcome> cases = new LinkedHashMap<>();
        private String server = "";
        private String configuration = "";

        void add(ServerUnderTest tested, Recording.Case key, Recording.Outcome outcome) {
            server = tested.name();
            configuration = tested.configuration();
            if (cases.put(key, outcome) != null) {
                throw new IllegalStateException("Two tests with the same arguments: " + key);
            }
        }

        void write() {
            if (!server.isEmpty()) {
                new Recording(server, configuration, cases).write(DIRECTORY);
            }
        }
    }
}
