/** Train VAE: learns a variational autoencoder from a table of images. */
package org.latentlab.nodes.trainvae;
