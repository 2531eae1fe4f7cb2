/** The node GMM Fit. */
package org.latentlab.nodes.gmmfit;
