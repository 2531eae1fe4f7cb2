package org.latentlab.engine.dataset;

/** How a data set is stored, or that it is made. */
public enum DatasetFormat {
    /** Found out from what the directory holds; without a directory, synthetic digits. */
    AUTO,
    /** Nothing is read: {@link SyntheticDigits} draws the images. */
    SYNTHETIC_DIGITS,
    /** IDX files as MNIST and Fashion-MNIST come in, plain or gzip. */
    IDX,
    /** The binary version of CIFAR-10. */
    CIFAR10,
    /** PNG and JPEG files, a class per sub-folder. */
    IMAGE_FOLDER
}
