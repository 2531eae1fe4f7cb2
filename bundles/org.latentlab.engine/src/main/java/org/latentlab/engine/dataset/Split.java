package org.latentlab.engine.dataset;

/** Which part of a data set to read. */
public enum Split {
    /** The images meant for training. */
    TRAIN,
    /** The images meant for testing. */
    TEST,
    /** Both, training images first. */
    ALL
}
