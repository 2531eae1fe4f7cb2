/** The node Latent Interpolation. */
package org.latentlab.nodes.latentinterpolation;
