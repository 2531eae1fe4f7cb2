package org.latentlab.runner.workflow;

/**
 * An arrow of a workflow. Port 0 is the flow variable port, data ports count from 1.
 *
 * @param source the node it starts at
 * @param sourcePort the output port it starts at
 * @param destination the node it ends at
 * @param destinationPort the input port it ends at
 */
public record Connection(int source, int sourcePort, int destination, int destinationPort) {
}
