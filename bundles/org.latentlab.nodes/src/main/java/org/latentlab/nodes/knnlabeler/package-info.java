/** The node kNN Labeler. */
package org.latentlab.nodes.knnlabeler;
