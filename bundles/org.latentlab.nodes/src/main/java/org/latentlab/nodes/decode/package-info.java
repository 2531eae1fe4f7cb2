/** Decode: latent codes to images. */
package org.latentlab.nodes.decode;
