/** The node Latent Traversal. */
package org.latentlab.nodes.latenttraversal;
