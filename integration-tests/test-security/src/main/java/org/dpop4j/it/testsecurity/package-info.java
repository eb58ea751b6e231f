/** A resource for tests with made-up identities. */
@NullMarked
package org.dpop4j.it.testsecurity;

import org.jspecify.annotations.NullMarked;
