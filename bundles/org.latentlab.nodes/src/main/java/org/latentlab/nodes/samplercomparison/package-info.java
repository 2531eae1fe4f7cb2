/** The node Sampler Comparison. */
package org.latentlab.nodes.samplercomparison;
