/** The node Dysfunction Report. */
package org.latentlab.nodes.dysfunctionreport;
