/** The node Latent Space Plot. */
package org.latentlab.nodes.latentplot;
