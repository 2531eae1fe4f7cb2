/** The node VAE Comparison. */
package org.latentlab.nodes.vaecomparison;
