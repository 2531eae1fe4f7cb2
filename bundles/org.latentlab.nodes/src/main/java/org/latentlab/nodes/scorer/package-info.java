/** The node FID/IS/DCA Scorer. */
package org.latentlab.nodes.scorer;
