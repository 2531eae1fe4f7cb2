/** The node Blob Counter. */
package org.latentlab.nodes.blobcounter;
