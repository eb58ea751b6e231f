/** What the library costs per request. {@code java -jar target/benchmarks.jar} runs it; {@code -h} tells how to choose. */
@NullMarked
package org.dpop4j.benchmarks;

import org.jspecify.annotations.NullMarked;
