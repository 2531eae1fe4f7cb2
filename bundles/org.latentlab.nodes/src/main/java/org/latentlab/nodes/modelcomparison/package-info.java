/** The node Model Comparison. */
package org.latentlab.nodes.modelcomparison;
