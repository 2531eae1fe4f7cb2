package org.latentlab.nodes.imagegrid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.latentlab.engine.chart.ContactSheet;
import org.latentlab.engine.image.Images;

/**
 * What stands beside the images.
 *
 * @param captions one an image; null for none
 * @param groups the group of each image as an index into groupNames, -1 for none; null if they are not grouped
 * @param groupNames the groups' names
 */
record GridContent(String[] captions, int[] groups, List<String> groupNames) {

    private static final String NO_GROUP = "no group";

    /**
     * @param images all images
     * @param chosen those to show, ascending
     * @return them in their groups; groups without any are left out
     */
    List<ContactSheet.Group> sheetGroups(final Images images, final int[] chosen) {
        if (groups == null) {
            return List.of(group("", images, chosen));
        }
        final List<ContactSheet.Group> result = new ArrayList<>();
        for (int g = 0; g <= groupNames.size(); g++) {
            final int group = g == groupNames.size() ? -1 : g;
            final int[] members = Arrays.stream(chosen).filter(i -> groups[i] == group).toArray();
            if (members.length > 0) {
                final long all = Arrays.stream(groups).filter(x -> x == group).count();
                final String name = group < 0 ? NO_GROUP : groupNames.get(group);
                result.add(group(name + (members.length == all ? String.format(Locale.ROOT, " (%,d)", all)
                    : String.format(Locale.ROOT, " (%,d of %,d)", members.length, all)), images, members));
            }
        }
        return result;
    }

    private ContactSheet.Group group(final String heading, final Images images, final int[] members) {
        return new ContactSheet.Group(heading, images.select(members),
            captions == null ? List.of() : Arrays.stream(members).mapToObj(i -> captions[i]).toList());
    }
}
