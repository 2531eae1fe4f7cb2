/** The node Class-Conditional Sampler Fit. */
package org.latentlab.nodes.conditionalsampler;
