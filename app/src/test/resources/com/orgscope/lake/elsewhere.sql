SELECT content FROM read_text('/etc/hostname')
