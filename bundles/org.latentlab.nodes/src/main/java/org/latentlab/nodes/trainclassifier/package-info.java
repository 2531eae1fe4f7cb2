/** Train Image Classifier: learns a small network from labelled images. */
package org.latentlab.nodes.trainclassifier;
