package org.dpop4j.it.server;

class UnprovenTest implements UnprovenContract {
    @Override
    public Server running() {
        return TestedServer.get();
    }
}
