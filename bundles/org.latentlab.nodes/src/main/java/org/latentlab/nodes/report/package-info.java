/** What the reports of several nodes have in common. */
package org.latentlab.nodes.report;
