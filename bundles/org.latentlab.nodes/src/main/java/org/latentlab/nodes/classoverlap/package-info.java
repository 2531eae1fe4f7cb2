/** The node Class Overlap. */
package org.latentlab.nodes.classoverlap;
