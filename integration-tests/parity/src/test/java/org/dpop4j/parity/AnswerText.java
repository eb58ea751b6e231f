package org.dpop4j.parity;

import java.util.ArrayList;
import java.util.List;

/** Recorded answers as the page shows them. */
final class AnswerText {
    private AnswerText() {}

    /** Each answer once, without the reasons behind errors, in the order in which they came first. */
    static List<String> distinct(List<String> answers) {
        return answers.stream()
                .map(answer -> answer.replaceAll(" \\([a-z_]+\\)", ""))
                .distinct()
                .toList();
    }

    /** All answers, with runs of the same one counted. */
    static List<String> counted(List<String> answers) {
        List<String> counted = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= answers.size(); i++) {
            if (i == answers.size() || !answers.get(i).equals(answers.get(start))) {
                counted.add((i - start > 1 ? i - start + " times " : "") + answers.get(start));
                start = i;
            }
        }
        return counted;
    }
}
