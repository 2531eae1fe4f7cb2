/** Encode: images to the latent codes of a VAE. */
package org.latentlab.nodes.encode;
