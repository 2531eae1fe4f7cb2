package org.latentlab.bench;

import java.nio.file.Path;

import org.latentlab.engine.dataset.DatasetFormat;
import org.latentlab.engine.dataset.DatasetReader;
import org.latentlab.engine.dataset.DatasetRequest;
import org.latentlab.engine.dataset.ImageDataset;
import org.latentlab.engine.dataset.Split;
import org.latentlab.engine.train.Progress;

/** MNIST, read from its directory. */
final class Mnist {

    private Mnist() {
    }

    static ImageDataset read(final String directory, final Split split) {
        return DatasetReader.read(new DatasetRequest(DatasetFormat.IDX, Path.of(directory), split, 0, 1, null),
            Progress.NONE);
    }
}
