/** Image Dataset Reader: MNIST-like IDX files, CIFAR-10, folders of images, or synthetic digits as a table. */
package org.latentlab.nodes.datasetreader;
