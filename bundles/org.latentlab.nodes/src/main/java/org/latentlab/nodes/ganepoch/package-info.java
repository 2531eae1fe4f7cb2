/** Generator at Epoch: takes the generator of a GAN as it was at another epoch. */
package org.latentlab.nodes.ganepoch;
