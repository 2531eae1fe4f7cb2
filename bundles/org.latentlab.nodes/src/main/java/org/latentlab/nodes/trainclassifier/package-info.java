/** Train Image Classifier: learns a small convolutional network from labelled images. */
package org.latentlab.nodes.trainclassifier;
