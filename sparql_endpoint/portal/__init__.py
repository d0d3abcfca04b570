"""The portal: pages for people, which work without JavaScript."""
