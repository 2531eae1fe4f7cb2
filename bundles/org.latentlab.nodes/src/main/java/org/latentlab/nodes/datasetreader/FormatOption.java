package org.latentlab.nodes.datasetreader;

import org.knime.node.parameters.widget.choices.Label;
import org.latentlab.engine.dataset.DatasetFormat;

/** How the data set is stored. */
enum FormatOption {

        @Label(value = "Automatic", description = "Found out from what the directory holds. Without a directory, the "
            + "synthetic digits.")
        AUTO,

        @Label(value = "Synthetic digits", description = "Ten classes of drawn digits, 28×28 gray; nothing is read.")
        SYNTHETIC_DIGITS,

        @Label(value = "IDX (MNIST, Fashion-MNIST)", description = "The four files of MNIST or Fashion-MNIST, plain or "
            + "gzip-compressed.")
        IDX,

        @Label(value = "CIFAR-10 (binary)", description = "The files data_batch_1.bin … data_batch_5.bin and "
            + "test_batch.bin.")
        CIFAR10,

        @Label(value = "Image folder", description = "PNG and JPEG files; each sub-folder is a class.")
        IMAGE_FOLDER;

    DatasetFormat format() {
        return DatasetFormat.valueOf(name());
    }
}
