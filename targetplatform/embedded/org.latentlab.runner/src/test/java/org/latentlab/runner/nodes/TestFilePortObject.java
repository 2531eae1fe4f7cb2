package org.latentlab.runner.nodes;

import java.util.List;

import javax.swing.JComponent;

import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStorePortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** A port object with a file. */
public final class TestFilePortObject extends FileStorePortObject {

    /** Its type. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(TestFilePortObject.class);

    TestFilePortObject(final FileStore file) {
        super(List.of(file));
    }

    @Override
    public String getSummary() {
        return "A file";
    }

    @Override
    public PortObjectSpec getSpec() {
        return new TestFilePortObjectSpec();
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }
}
