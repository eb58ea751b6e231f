package org.dpop4j.it.server;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.dpop4j.Rejection;
import org.dpop4j.contract.Answer;
import org.dpop4j.contract.Expect;
import org.dpop4j.contract.Place;
import org.dpop4j.contract.ServerUnderTest;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application of the guide does what the guide says, as packaged and without a change to it. */
class ExampleTest {
    private ServerUnderTest server() {
        return TestedServer.with(Wars.EXAMPLE);
    }

    @BeforeEach
    void itIsPackaged() {
        Path war = Wars.EXAMPLE.file().orElseThrow();
        assumeTrue(
                Files.exists(war) || Objects.equals(System.getenv("CI"), "true"),
                () -> "There is no " + war + ". mvn verify makes it, mvn test does not");
    }

    @Test
    void itHoldsNothingThatTheServerBrings() throws IOException {
        try (ZipFile war = new ZipFile(Wars.EXAMPLE.file().map(Path::toFile).orElseThrow())) {
            List<String> libraries = war.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith("WEB-INF/lib/") && !name.endsWith("/"))
                    .map(name -> new File(name).getName().replaceFirst("-[0-9].*", ""))
                    .toList();
            assertEquals(
                    new TreeSet<>(List.of("dpop4j", "dpop4j-jakarta", "jose4j", "jspecify", "slf4j-api")),
                    new TreeSet<>(libraries));
        }
    }

    @Test
    void aPublicEndpointGreetsStrangers() {
        Answer answer = server().get("/hello").send();
        assertAll(
                answer.toString(),
                () -> assertEquals(200, answer.status()),
                () -> assertEquals("Hello stranger\n", answer.body()));
    }

    @Test
    void bearerTokensAreGoodForRoles() {
        Answer answer =
                server().get("/hello/user").bearer(server().token().serialize()).send();
        assertAll(
                answer.toString(),
                () -> assertEquals(200, answer.status()),
                () -> assertEquals("Hello alice@example.com\n", answer.body()));
    }

    @Test
    void dm01_whoBringsNothingIsToldWhatToBring() {
        Expect.k1(server(), Place.BY_MODE, server().get("/hello/user").send());
        Expect.k1(server(), Place.REQUIRED, server().get("/hello/dpop").send());
    }

    @Test
    void dm16_aProofLetsIn() {
        ClientKey key = ClientKey.es256();
        String token = boundTo(key);
        for (String path : List.of("/hello", "/hello/user", "/hello/dpop")) {
            Answer answer = server().get(path)
                    .dpop(token)
                    .proof(proof(path, key, token))
                    .send();
            assertAll(
                    answer.toString(),
                    () -> assertEquals(200, answer.status()),
                    () -> assertEquals("Hello alice@example.com, you hold the key " + key.jkt() + "\n", answer.body()));
        }
    }

    @Test
    void dm15_aProofLetsInOnce() {
        ClientKey key = ClientKey.es256();
        String token = boundTo(key);
        String proof = proof("/hello/dpop", key, token);
        assertEquals(
                200, server().get("/hello/dpop").dpop(token).proof(proof).send().status());
        Expect.k2(
                Rejection.PROOF_REPLAYED,
                server().get("/hello/dpop").dpop(token).proof(proof).send());
    }

    @Test
    void dm06_aBoundTokenIsNoBearerToken() {
        String token = boundTo(ClientKey.es256());
        for (String path : List.of("/hello", "/hello/user")) {
            Expect.k4(
                    Rejection.BOUND_TOKEN_AS_BEARER,
                    server().get(path).bearer(token).send());
        }
        Expect.k3(
                Rejection.BOUND_TOKEN_AS_BEARER,
                server().get("/hello/dpop").bearer(token).send());
    }

    /** What the guide has readers paste into a shell. */
    @Test
    void theCommandsOfTheGuideLetIn(@TempDir Path directory) throws IOException, InterruptedException {
        assumeTrue(opensslVersion().startsWith("OpenSSL 3"), "The commands need OpenSSL 3");
        try (InputStream commands = ExampleTest.class.getResourceAsStream("dpop.sh")) {
            Files.copy(commands, directory.resolve("dpop.sh"));
        }
        Files.writeString(directory.resolve("issuer.key"), Issuer.get().privateKeyPem());
        String script = ". ./dpop.sh; echo $JKT; TOKEN=$(token $JKT); echo $TOKEN; proof GET $URL $TOKEN";
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", script)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        shell.environment().put("URL", server().uri("/hello/dpop"));
        List<String> made = output(shell);
        Answer answer =
                server().get("/hello/dpop").dpop(made.get(1)).proof(made.get(2)).send();
        assertAll(
                answer.toString(),
                () -> assertEquals(200, answer.status()),
                () -> assertEquals("Hello alice, you hold the key " + made.get(0) + "\n", answer.body()));
    }

    private static String opensslVersion() throws InterruptedException {
        try {
            return output(new ProcessBuilder("openssl", "version")).get(0);
        } catch (IOException e) {
            return "";
        }
    }

    private static List<String> output(ProcessBuilder command) throws IOException, InterruptedException {
        Process process = command.start();
        List<String> lines;
        try (BufferedReader reader = process.inputReader()) {
            lines = reader.lines().toList();
        }
        assertEquals(0, process.waitFor());
        return lines;
    }

    private String proof(String path, ClientKey key, String token) {
        return TestProof.with(key).uri(server().uri(path)).accessToken(token).serialize();
    }

    private String boundTo(ClientKey key) {
        return server().token().boundTo(key).serialize();
    }
}
