package org.dpop4j.it.server;

class FirstRequestTest implements FirstRequestContract {
    @Override
    public Server running() {
        return TestedServer.get();
    }
}
