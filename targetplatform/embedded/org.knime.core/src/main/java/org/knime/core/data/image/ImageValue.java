package org.knime.core.data.image;

import org.knime.core.data.DataValue;

/** Of cells that hold a picture. */
public interface ImageValue extends DataValue {

    ImageContent getImageContent();

    /** @return the extension of a file that holds the picture, without the dot */
    String getImageExtension();
}
