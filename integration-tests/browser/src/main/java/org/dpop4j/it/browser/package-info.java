/** A small resource server for pages that come from another origin. */
package org.dpop4j.it.browser;
