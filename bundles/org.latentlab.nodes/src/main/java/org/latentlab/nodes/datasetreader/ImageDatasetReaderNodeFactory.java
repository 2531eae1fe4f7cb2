package org.latentlab.nodes.datasetreader;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.latentlab.engine.dataset.DatasetReader;
import org.latentlab.engine.dataset.ImageDataset;
import org.latentlab.engine.dataset.SyntheticDigits;
import org.latentlab.nodes.preferences.BackendPreferences;
import org.latentlab.nodes.table.DatasetOutput;
import org.latentlab.nodes.table.NodeErrors;
import org.latentlab.nodes.table.ProgressAdapter;
import org.latentlab.nodes.table.Warnings;

/** Reads a data set of images into a table. */
public final class ImageDatasetReaderNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Image Dataset Reader";

    private static final String DESCRIPTION = """
            <p>Reads images and their classes into a table, one image a row:</p>
            <ul>
              <li><b>IDX</b>: MNIST (LeCun et al. 1998) and Fashion-MNIST (Xiao et al. 2017) as they are distributed,
              plain or gzip-compressed: <tt>train-images-idx3-ubyte</tt>, <tt>train-labels-idx1-ubyte</tt>,
              <tt>t10k-images-idx3-ubyte</tt>, <tt>t10k-labels-idx1-ubyte</tt>.</li>
              <li><b>CIFAR-10</b> (Krizhevsky 2009), the binary version.</li>
              <li><b>Image folder</b>: PNG and JPEG files, each sub-folder a class.</li>
              <li><b>Synthetic digits</b>: ten classes drawn by LatentLab itself, 28×28 gray. They need no file, and
              they are what this node gives as long as no directory is set.</li>
            </ul>
            <p>Pixels are kept as they are in the files (8 bits a channel). A row limit draws rows at random with every
            class in proportion; the seed decides which. A file that is truncated, has a wrong header, or whose numbers
            of images and labels differ stops the node with a message that names it. In an image folder, a file that
            cannot be read becomes a row with a missing image; the warning counts and names these rows.</p>
            """;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name(NAME) //
        .icon("icon.png") //
        .shortDescription("Reads MNIST-like IDX files, CIFAR-10, image folders, or synthetic digits into a table.") //
        .fullDescription(DESCRIPTION) //
        .sinceVersion(5, 8, 0) //
        .ports(p -> p.addOutputTable("Images", "One row an image: the image as a PNG cell and its class. The class "
            + "column lists all classes as its possible values; it is missing where the data set has no classes. Row "
            + "keys are the files' paths for an image folder, else Row0, Row1 and so on.")) //
        .model(m -> m.parametersClass(ImageDatasetReaderParameters.class) //
            .configure(ImageDatasetReaderNodeFactory::configure).execute(ImageDatasetReaderNodeFactory::execute)) //
        .nodeType(NodeType.Source) //
        .keywords("MNIST", "Fashion-MNIST", "CIFAR", "IDX", "image folder", "load images", "read images", "digits");

    /** For KNIME. */
    public ImageDatasetReaderNodeFactory() {
        super(NODE);
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final ImageDatasetReaderParameters parameters = in.getParameters();
        List<String> classes = null;
        if (parameters.isSynthetic()) {
            classes = SyntheticDigits.CLASS_NAMES;
        } else {
            if (parameters.m_directory.isBlank()) {
                throw new InvalidSettingsException("No directory is set. Give the directory of the data set, or choose "
                    + "the format 'Automatic' or 'Synthetic digits' to go without.");
            }
            try {
                Directories.resolve(parameters.m_directory);
            } catch (IOException e) {
                throw new InvalidSettingsException(e.getMessage(), e);
            }
        }
        out.setOutSpecs(output(parameters).spec(classes, List.of()));
    }

    private static DatasetOutput output(final ImageDatasetReaderParameters parameters) {
        return new DatasetOutput(parameters.m_imageColumn, parameters.m_classColumn);
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        NodeErrors.run(NAME, () -> {
            final ImageDatasetReaderParameters parameters = in.getParameters();
            final ExecutionContext exec = in.getExecutionContext();
            final Warnings warnings = new Warnings();
            BackendPreferences.configure(warnings);
            final Path directory = parameters.isSynthetic() ? null : Directories.resolve(parameters.m_directory);
            final ImageDataset data = DatasetReader.read(parameters.request(directory),
                ProgressAdapter.of(exec.createSubProgress(0.6)));
            out.setOutData(output(parameters).write(data, false, exec, exec.createSubProgress(0.4)));
            DatasetOutput.warn(data, warnings);
            warnings.tell(out::setWarningMessage);
        });
    }
}
