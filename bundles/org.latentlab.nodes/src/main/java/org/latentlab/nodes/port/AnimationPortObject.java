package org.latentlab.nodes.port;

import java.io.IOException;
import java.nio.file.Files;

import org.knime.core.data.filestore.FileStore;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** An animation: one GIF in a file store. */
public final class AnimationPortObject extends FilePortObject {

    /** The port type. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(AnimationPortObject.class);

    /** The name of the file. */
    public static final String FILE_NAME = "animation.gif";

    private AnimationPortObject(final AnimationPortObjectSpec spec, final String summary, final FileStore file) {
        super(spec, summary, file);
    }

    private AnimationPortObject(final AnimationPortObjectSpec spec, final String summary) {
        super(spec, summary);
    }

    /**
     * @param picture which picture it shows; empty for all
     * @param summary what the animation shows, in a few words
     * @param gif the animation
     * @param exec the execution that made it
     * @return its port object
     * @throws IOException if the animation cannot be written
     */
    public static AnimationPortObject create(final String picture, final String summary, final byte[] gif,
        final ExecutionContext exec) throws IOException {
        final FileStore file = exec.createFileStore(FILE_NAME);
        Files.write(file.getFile().toPath(), gif);
        return new AnimationPortObject(new AnimationPortObjectSpec(picture), summary, file);
    }

    @Override
    public AnimationPortObjectSpec getSpec() {
        return (AnimationPortObjectSpec)spec();
    }

    /**
     * @return the animation as a GIF file
     * @throws IOException if it cannot be read
     */
    public byte[] gif() throws IOException {
        return Files.readAllBytes(file());
    }

    /** Saves and loads the object. */
    public static final class Serializer extends PortObjectSerializer<AnimationPortObject> {

        @Override
        public void savePortObject(final AnimationPortObject object, final PortObjectZipOutputStream out,
            final ExecutionMonitor exec) throws IOException {
            saveSummary(object, out);
        }

        @Override
        public AnimationPortObject loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
            final ExecutionMonitor exec) throws IOException {
            return new AnimationPortObject((AnimationPortObjectSpec)spec, loadSummary(in));
        }
    }
}
