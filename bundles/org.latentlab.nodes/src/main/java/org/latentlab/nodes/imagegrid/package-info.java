/** The node Image Grid. */
package org.latentlab.nodes.imagegrid;
