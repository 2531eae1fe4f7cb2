/** The node Sample Diagnostics. */
package org.latentlab.nodes.samplediagnostics;
