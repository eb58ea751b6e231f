package org.dpop4j.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dpop4j.Rejection;
import org.dpop4j.jose.Base64Url;
import org.dpop4j.jose.Keys;
import org.dpop4j.jose.StrictJson;
import org.dpop4j.server.Judging;
import org.dpop4j.settings.DPoPMode;
import org.dpop4j.test.TestProof;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random mutations of valid proofs, always the same ones. Nothing may throw, and nothing may be accepted that another
 * reader would not read as the same proof: jose4j's, which shares no code with ours.
 */
@DisplayName("K9, J-23: no text ends as an exception, and no other proof than the one that was made is accepted")
class ProofFuzzTest {
    private static final int ROUNDS = 3000;
    /** Signing takes a hundred times as long as reading. */
    private static final int SIGNED_ROUNDS = 700;

    private final Verifying request = new Verifying();

    /** Every round forgets what was used, so that a replay hides nothing. */
    ProofFuzzTest() {
        request.replayStore = use -> true;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "PS256", "Ed25519"})
    @DisplayName("mutations of the finished text: accepted only if nothing changed")
    void mutatedTexts(String algorithm) {
        Random random = new Random(42);
        String valid = request.proof().key(Keys.forAlgorithm(algorithm)).serialize();
        String jkt = Keys.forAlgorithm(algorithm).jkt();
        Verifying.assertAccepted(request.verify(jkt, valid));
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String mutant = mutate(random, valid);
            if (request.verify(jkt, mutant) instanceof Outcome.Accepted) {
                assertEquals(valid, mutant.strip());
            } else {
                refused++;
            }
        }
        assertTrue(refused > ROUNDS / 2);
    }

    @Test
    @DisplayName(
            "mutations of the payload, signed: accepted only with the same method, URI, hash, and a time in the window")
    void mutatedPayloads() throws Exception {
        Random random = new Random(43);
        TestProof proof = request.proof().claim("exp", Verifying.NOW.getEpochSecond() + 100);
        String valid = json(proof.serialize(), 1);
        Map<String, Object> expected = JsonUtil.parseJson(valid);
        int accepted = 0;
        for (int i = 0; i < SIGNED_ROUNDS; i++) {
            String mutant = mutateJson(random, valid);
            if (request.verify(proof.rawPayload(mutant)) instanceof Outcome.Accepted) {
                accepted++;
                Map<String, Object> claims = JsonUtil.parseJson(mutant);
                for (String name : List.of("htm", "ath")) {
                    assertEquals(expected.get(name), claims.get(name), mutant);
                }
                assertEquals(expected.get("htu"), ((String) claims.get("htu")).split("[?#]", -1)[0], mutant);
                assertNotNull(claims.get("jti"), mutant);
                double iat = ((Number) claims.get("iat")).doubleValue();
                assertTrue(Math.abs(iat - Verifying.NOW.getEpochSecond()) <= 61, mutant);
            }
        }
        assertTrue(accepted > 0, "some mutations are harmless");
    }

    @Test
    @DisplayName("mutations of the header, signed: accepted only with the same type, algorithm and key")
    void mutatedHeaders() throws Exception {
        Random random = new Random(44);
        TestProof proof = request.proof().header("kid", "1");
        request.jkt = Keys.ES256.jkt();
        String valid = json(proof.serialize(), 0);
        Map<String, Object> expected = JsonUtil.parseJson(valid);
        int accepted = 0;
        for (int i = 0; i < SIGNED_ROUNDS; i++) {
            String mutant = mutateJson(random, valid);
            if (request.verify(proof.rawHeader(mutant)) instanceof Outcome.Accepted) {
                accepted++;
                Map<String, Object> header = JsonUtil.parseJson(mutant);
                assertEquals(expected.get("typ"), header.get("typ"), mutant);
                assertEquals(expected.get("alg"), header.get("alg"), mutant);
                Map<?, ?> jwk = (Map<?, ?>) header.get("jwk");
                for (Object member : List.of("kty", "crv", "x", "y")) {
                    assertEquals(((Map<?, ?>) expected.get("jwk")).get(member), jwk.get(member), mutant);
                }
            }
        }
        assertTrue(accepted > 0, "some mutations are harmless");
    }

    @Test
    @DisplayName("bytes of any kind in place of header and payload, signed: nothing throws")
    void randomBytes() {
        Random random = new Random(45);
        for (int i = 0; i < SIGNED_ROUNDS; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            Outcome header = request.verify(request.proof().rawHeader(bytes));
            assertTrue(header instanceof Outcome.Rejected);
            Outcome payload = request.verify(request.proof().rawPayload(bytes));
            assertTrue(payload instanceof Outcome.Rejected);
        }
    }

    @Test
    @DisplayName("field lines and credentials of any kind: judging never throws")
    void randomRequests() {
        Random random = new Random(46);
        Judging judging = new Judging(DPoPMode.OPTIONAL);
        String proof = judging.proofLines.get(0);
        String line = judging.authorization.get(0);
        for (int i = 0; i < ROUNDS; i++) {
            List<String> lines = new ArrayList<>();
            for (int n = random.nextInt(3); n > 0; n--) {
                lines.add(mutate(random, line));
            }
            judging.authorization = lines;
            judging.proofs(mutate(random, proof));
            judging.target = mutate(random, "/orders?page=1");
            judging.hosts = List.of(mutate(random, "api.example"));
            judging.authenticated(mutate(random, judging.boundToken));
            judging.answer();
        }
    }

    @Test
    @DisplayName("what our reader accepts, another one accepts, and reads as the same")
    void readersAgree() throws Exception {
        Random random = new Random(47);
        String valid =
                "{\"a\":[1,-2.5e3,true,false,null,\"x\\u0041\\n\"],\"b\":{\"c\":\"\u00e9\\ud83d\\ude00\"},\"d\":\"\"}";
        int accepted = 0;
        for (int i = 0; i < 10 * ROUNDS; i++) {
            String mutant = mutateJson(random, valid);
            Map<String, ?> ours;
            try {
                ours = StrictJson.parseObject(mutant, StrictJson.Limits.PROOF);
            } catch (StrictJson.NotStrictJson e) {
                continue;
            }
            accepted++;
            assertSame(ours, JsonUtil.parseJson(mutant), mutant);
        }
        assertTrue(accepted > 100, "some mutations are harmless");
    }

    private static void assertSame(Object ours, Object theirs, String text) {
        if (ours instanceof StrictJson.NumberText number) {
            assertEquals(Double.parseDouble(number.text()), ((Number) theirs).doubleValue(), text);
        } else if (ours instanceof Map<?, ?> map) {
            assertEquals(map.keySet(), ((Map<?, ?>) theirs).keySet(), text);
            map.forEach((name, value) -> assertSame(value, ((Map<?, ?>) theirs).get(name), text));
        } else if (ours instanceof List<?> list) {
            assertEquals(list.size(), ((List<?>) theirs).size(), text);
            for (int i = 0; i < list.size(); i++) {
                assertSame(list.get(i), ((List<?>) theirs).get(i), text);
            }
        } else {
            assertEquals(ours, theirs, text);
        }
    }

    private static String json(String proof, int part) {
        byte[] bytes = Base64Url.decode(proof.split("\\.")[part], Rejection.PROOF_MALFORMED);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** One to three changes: a character replaced, inserted, removed or doubled, two swapped, a range cut or repeated. */
    private static String mutate(Random random, String text) {
        String alphabet =
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=,+/~ \t\"\n\u0000\u00e9\u212a";
        return change(random, text, alphabet.split(""));
    }

    private static String mutateJson(Random random, String text) {
        String[] pieces = {
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            " ",
            "\n",
            "0",
            "1",
            "9",
            "-",
            ".",
            "e",
            "E9",
            "null",
            "true",
            "\\u0041",
            "\\ud83d",
            "\\\"",
            "\"jti\":",
            "\"htm\":\"GET\"",
            "\"x\":1,",
            "\"d\":",
            "\"alg\":\"none\",",
            "\u0000",
            "\u00e9",
            "\ud83d\ude00",
            "a",
            "GET",
            "//",
            "?q",
            "#"
        };
        return change(random, text, pieces);
    }

    private static String change(Random random, String text, String[] pieces) {
        StringBuilder changed = new StringBuilder(text);
        for (int n = 1 + random.nextInt(3); n > 0 && changed.length() > 0; n--) {
            int at = random.nextInt(changed.length());
            int to = Math.min(changed.length(), at + 1 + random.nextInt(8));
            String piece = pieces[random.nextInt(pieces.length)];
            switch (random.nextInt(6)) {
                case 0 -> changed.replace(at, at + 1, piece);
                case 1 -> changed.insert(at, piece);
                case 2 -> changed.deleteCharAt(at);
                case 3 -> changed.delete(at, to);
                case 4 -> changed.insert(at, changed.substring(at, to));
                default -> {
                    char c = changed.charAt(at);
                    int other = random.nextInt(changed.length());
                    changed.setCharAt(at, changed.charAt(other));
                    changed.setCharAt(other, c);
                }
            }
        }
        return changed.toString();
    }
}
