package org.dpop4j.redis;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;

/**
 * Where Redis is: {@code redis://[[user]:password@]host[:port][,host[:port]...][/database]}, with {@code rediss} for TLS, and
 * {@code redis-sentinel} or {@code rediss-sentinel} with {@code #name} of the master at the end. Of several hosts the
 * first one that answers is asked; in a cluster it knows the right one. Immutable; prints no password.
 */
final class RedisUri {
    private static final int REDIS_PORT = 6379;
    private static final int SENTINEL_PORT = 26379;

    private final boolean tls;
    private final List<HostAndPort> hosts;
    private final @Nullable String user;
    private final @Nullable String password;
    private final int database;
    private final @Nullable String master;

    private RedisUri(
            boolean tls,
            List<HostAndPort> hosts,
            @Nullable String user,
            @Nullable String password,
            int database,
            @Nullable String master) {
        this.tls = tls;
        this.hosts = hosts;
        this.user = user;
        this.password = password;
        this.database = database;
        this.master = master;
    }

    /** @throws IllegalArgumentException for anything else; the message shows no part of the text */
    static RedisUri parse(String text) {
        int schemeEnd = text.indexOf("://");
        String scheme = schemeEnd < 0 ? "" : text.substring(0, schemeEnd);
        boolean tls = scheme.equals("rediss") || scheme.equals("rediss-sentinel");
        boolean sentinel = scheme.equals("redis-sentinel") || scheme.equals("rediss-sentinel");
        if (!tls && !sentinel && !scheme.equals("redis")) {
            throw new IllegalArgumentException(
                    "Start it with redis://, rediss://, redis-sentinel:// or rediss-sentinel://");
        }
        String rest = text.substring(schemeEnd + 3);

        String master = null;
        int fragment = rest.indexOf('#');
        if (fragment >= 0) {
            master = decode(rest.substring(fragment + 1));
            rest = rest.substring(0, fragment);
        }
        if (sentinel != (master != null && !master.isBlank())) {
            throw new IllegalArgumentException("Name the master after # with Sentinel, and only with Sentinel");
        }
        if (master != null && (master.indexOf('#') >= 0 || master.indexOf('@') >= 0)) {
            throw new IllegalArgumentException("Write # and @ in a password as %23 and %40");
        }
        if (rest.indexOf('?') >= 0) {
            throw new IllegalArgumentException("Leave out the query, and write ? in a password as %3F");
        }
        int at = rest.lastIndexOf('@');
        int slash = rest.indexOf('/', at + 1);
        int database = slash < 0 ? 0 : database(rest.substring(slash + 1));
        String hosts = rest.substring(at + 1, slash < 0 ? rest.length() : slash);

        String user = null;
        String password = null;
        if (at >= 0) {
            String credentials = rest.substring(0, at);
            int colon = credentials.indexOf(':');
            if (colon < 0 || colon == credentials.length() - 1) {
                throw new IllegalArgumentException("Write user:password or :password before @");
            }
            user = colon == 0 ? null : decode(credentials.substring(0, colon));
            password = decode(credentials.substring(colon + 1));
        }
        return new RedisUri(tls, hosts(hosts, sentinel ? SENTINEL_PORT : REDIS_PORT), user, password, database, master);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Write % in names and passwords as %25");
        }
    }

    private static int database(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        if (text.length() > 4 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("Write nothing after the hosts but / and the number of a database, and"
                    + " write / and @ in a password as %2F and %40");
        }
        return Integer.parseInt(text);
    }

    private static List<HostAndPort> hosts(String text, int defaultPort) {
        List<HostAndPort> hosts = new ArrayList<>();
        int start = 0;
        while (start <= text.length()) {
            int comma = text.indexOf(',', start);
            int end = comma < 0 ? text.length() : comma;
            hosts.add(host(text.substring(start, end), defaultPort));
            start = end + 1;
        }
        return List.copyOf(hosts);
    }

    private static HostAndPort host(String text, int defaultPort) {
        boolean isLiteral = text.startsWith("[");
        int end = text.indexOf(isLiteral ? ']' : ':');
        if (end < 0) {
            end = isLiteral ? 0 : text.length();
        }
        String name = text.substring(isLiteral ? 1 : 0, Math.max(end, isLiteral ? 1 : 0));
        String port = text.substring(isLiteral ? end + 1 : end);
        if (name.isBlank() || name.indexOf(' ') >= 0) {
            throw new IllegalArgumentException("Name at least one host, and separate several by commas");
        }
        return new HostAndPort(name, port.isEmpty() ? defaultPort : port(port));
    }

    private static int port(String text) {
        if (text.length() >= 2 && text.length() <= 6 && text.charAt(0) == ':') {
            String digits = text.substring(1);
            if (digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                int port = Integer.parseInt(digits);
                if (port >= 1 && port <= 65_535) {
                    return port;
                }
            }
        }
        throw new IllegalArgumentException("Use ports from 1 to 65535");
    }

    boolean tls() {
        return tls;
    }

    /** Of Sentinel when {@link #master} is named, of Redis otherwise; not empty. */
    List<HostAndPort> hosts() {
        return hosts;
    }

    @Nullable
    String user() {
        return user;
    }

    @Nullable
    String password() {
        return password;
    }

    int database() {
        return database;
    }

    /** The name under which Sentinel knows the master; null without Sentinel. */
    @Nullable
    String master() {
        return master;
    }

    /** The hosts, and nothing else. */
    @Override
    public String toString() {
        return String.join(",", hosts.stream().map(HostAndPort::toString).toList());
    }
}
