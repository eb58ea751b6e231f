/** What only a Quarkus application has; the shared endpoints come from the contract module. */
package org.dpop4j.it.quarkus;
