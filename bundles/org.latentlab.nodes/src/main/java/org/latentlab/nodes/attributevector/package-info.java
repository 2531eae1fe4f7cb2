/** The node Attribute Vector. */
package org.latentlab.nodes.attributevector;
