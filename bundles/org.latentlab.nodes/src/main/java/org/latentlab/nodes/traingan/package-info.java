/** Train GAN: learns a generative adversarial network from a table of images or vectors. */
package org.latentlab.nodes.traingan;
