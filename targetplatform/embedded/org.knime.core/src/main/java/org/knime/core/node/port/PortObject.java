package org.knime.core.node.port;

import java.io.IOException;

import javax.swing.JComponent;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

/** What flows from an output port to the input ports connected to it. */
public interface PortObject {

    /** Accepts every port object. */
    PortType TYPE = PortTypeRegistry.getInstance().getPortType(PortObject.class);

    /** @return one line for the analyst */
    String getSummary();

    PortObjectSpec getSpec();

    /** @return views of the port, null or empty where there are none */
    JComponent[] getViews();

    /** Writes and reads port objects of a class. */
    abstract class PortObjectSerializer<T extends PortObject> {

        public abstract void savePortObject(T object, PortObjectZipOutputStream out, ExecutionMonitor exec)
            throws IOException, CanceledExecutionException;

        public abstract T loadPortObject(PortObjectZipInputStream in, PortObjectSpec spec, ExecutionMonitor exec)
            throws IOException, CanceledExecutionException;
    }
}
