/** The preferences of the extension: which ND4J backend computes, and how much of the machine it may use. */
package org.latentlab.nodes.preferences;
