/** Port types of LatentLab: models (their weights in a file store), Gaussian mixtures and reports. */
package org.latentlab.nodes.port;
