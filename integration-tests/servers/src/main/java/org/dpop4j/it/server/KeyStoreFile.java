package org.dpop4j.it.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key and a certificate for {@code localhost}, which nobody but {@link #clientContext()} trusts. */
record KeyStoreFile(Path path, String password) {
    private static final Map<String, byte[]> MADE = new HashMap<>();

    /** Makes one, which has the same key as others of this JVM with that password: keytool is slow to start. */
    static synchronized KeyStoreFile create(Path path, String password) throws IOException, InterruptedException {
        byte[] made = MADE.get(password);
        if (made == null) {
            generate(path, password);
            MADE.put(password, Files.readAllBytes(path));
        } else {
            Files.write(path, made);
        }
        return new KeyStoreFile(path, password);
    }

    private static void generate(Path path, String password) throws IOException, InterruptedException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(List.of(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        path.toString(),
                        "-storepass",
                        password))
                .redirectErrorStream(true)
                .start();
        String output;
        try (InputStream in = process.getInputStream()) {
            output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("keytool: " + output);
        }
    }

    SSLContext clientContext() {
        try (InputStream in = Files.newInputStream(path)) {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(in, password.toCharArray());
            KeyStore certificate = KeyStore.getInstance("PKCS12");
            certificate.load(null, null);
            certificate.setCertificateEntry("server", trusted.getCertificate("server"));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(certificate);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot read " + path, e);
        }
    }
}
