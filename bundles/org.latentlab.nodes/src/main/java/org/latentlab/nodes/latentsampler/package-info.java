/** The node Latent Sampler. */
package org.latentlab.nodes.latentsampler;
