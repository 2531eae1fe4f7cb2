/** Gaussian Blobs: images of soft spots at known positions. */
package org.latentlab.nodes.gaussianblobs;
